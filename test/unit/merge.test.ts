import { expect, test } from "vitest";
import { markerLine, merge } from "../../src/merge.ts";

const base = "FROM a\nWORKDIR /app\nCOPY . .\nRUN go build\nCMD app\n";

test("changes in different places are both taken", () => {
  const yours = base.replace("WORKDIR /app\n", "WORKDIR /app\nENV EXTRA=1\n");
  const generated = base.replace("CMD app", "CMD server");
  expect(merge(yours, base, generated)).toEqual({
    text: "FROM a\nWORKDIR /app\nENV EXTRA=1\nCOPY . .\nRUN go build\nCMD server\n",
    conflicts: 0,
  });
});

test("the same change on both sides is no conflict", () => {
  const both = base.replace("FROM a", "FROM b");
  expect(merge(both, base, both)).toEqual({ text: both, conflicts: 0 });
});

test("an overlap stands between markers, with its surroundings outside", () => {
  const merged = merge(base.replace("FROM a", "FROM mine"), base, base.replace("FROM a", "FROM new"));
  expect(merged.conflicts).toBe(1);
  expect(merged.text).toBe(
    `<<<<<<< yours\nFROM mine\n=======\nFROM new\n>>>>>>> create-go-dockerfile\n${base.slice("FROM a\n".length)}`,
  );
  expect(markerLine(merged.text)).toBe(1);
});

test("changes that touch are a conflict", () => {
  const yours = base.replace("COPY . .\n", "COPY . .\nENV EXTRA=1\n");
  const generated = base.replace("RUN go build", "RUN go build ./...");
  expect(merge(yours, base, generated).conflicts).toBe(1);
});

test("lines that both sides share in an overlap stand once", () => {
  const yours = base.replace("COPY . .\nRUN go build\n", "COPY . .\nRUN one\nRUN two\nRUN three\nRUN mine\n");
  const generated = base.replace(
    "COPY . .\nRUN go build\n",
    "COPY src .\nRUN one\nRUN two\nRUN three\nRUN new\n",
  );
  const { text, conflicts } = merge(yours, base, generated);
  expect(conflicts).toBe(2);
  expect(text.match(/RUN two/g)).toHaveLength(1);
});

test("without a base every difference is a conflict, and equal parts are not", () => {
  const { text, conflicts } = merge(base, null, base.replace("CMD app", "CMD server"));
  expect(conflicts).toBe(1);
  expect(text.startsWith("FROM a\nWORKDIR /app\nCOPY . .\nRUN go build\n<<<<<<< yours\nCMD app\n")).toBe(
    true,
  );
});

test("an emptied file is a deletion of every line", () => {
  expect(merge("", base, base)).toEqual({ text: "", conflicts: 0 });
  expect(merge("", base, base.replace("CMD app", "CMD server")).conflicts).toBe(1);
});

test("other people's equals signs are no marker", () => {
  expect(markerLine("# Title\n=======\n<<<<<<< HEAD\n")).toBeNull();
});
