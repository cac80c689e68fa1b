/** What a warning of such a port begins with. */
export function boundToLoopback(port: number): string {
  return `port ${port} is bound to loopback, where nothing outside the container reaches it`;
}
