import { connect } from "node:net";
import type { Network } from "./system.ts";

export const network: Network = {
  answers: (host, port, seconds) =>
    new Promise((resolve) => {
      const socket = connect({ host, port });
      let isOpen = false;
      const end = (answer: boolean) => {
        socket.destroy();
        resolve(answer);
      };
      // Docker's proxy accepts for any published port, and hangs up when nothing listens behind it.
      socket.setTimeout(seconds * 1000, () => end(isOpen));
      socket.once("connect", () => {
        isOpen = true;
      });
      socket.once("data", () => end(true));
      socket.once("close", () => end(false));
      socket.once("error", () => end(false));
    }),
};
