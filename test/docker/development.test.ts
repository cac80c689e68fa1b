import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { engineOrSkip, provide } from "./engine.ts";
import { ComposeProject, owners } from "./support/compose.ts";
import { answersOnTheLoopbackAlone, showsEdits, stopsAtBreakpoint } from "./support/development.ts";
import { generate } from "./support/generator.ts";
import { output } from "./support/process.ts";
import { developedServices } from "./support/projects.ts";
import { WorkingCopy } from "./support/working-copy.ts";

/** One after the other: the ports on the host are those of the service and of the debugger. */
engineOrSkip("development", () => {
  describe.each(developedServices)("$fixture", (developed) => {
    test.each([1000, 0])("sources owned by uid %i", async (uid) => {
      using copy = new WorkingCopy(developed.fixture);
      await generate(copy.path, ...developed.flags);
      await output("git", ["init", "--quiet", copy.path]);
      await output("chown", ["-R", `${uid}:${uid}`, copy.path]);
      const generated = ["Dockerfile", "Dockerfile.dev", "docker-compose.yml"].map((name) => copy.file(name));
      provide(...generated.filter((file) => existsSync(file)));
      const before = owners(copy.path);
      await using project = new ComposeProject(copy.path);

      await project.compose(["up", "--detach", "--wait"]);
      await answersOnTheLoopbackAlone(project, developed);
      await showsEdits(copy.path, project, developed);
      await stopsAtBreakpoint(copy.path, developed);
      expect(owners(copy.path)).toEqual(before);
      await project.compose(["down"], { timeout: 5000 });

      await project.compose(["up", "--detach", "--wait", "--build", `${developed.service}-production`]);
      await project.compose(["--profile=production", "down"], { timeout: 5000 });
      expect(owners(copy.path)).toEqual(before);
    });
  });
});
