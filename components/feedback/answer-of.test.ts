import { notFound, redirect } from "next/navigation";
import { expect, it } from "vitest";
import { answerOf } from "@/components/feedback/answer-of";
import type { ActionState } from "@/lib/web/action-state";

const rejected = (error: unknown): Promise<ActionState<string>> => Promise.reject(error);

it("hands on what the action answers", async () => {
  const done = { status: "done", value: "yes" } as const;
  expect(await answerOf(Promise.resolve(done))).toBe(done);
});

it("turns a call that does not reach the panel into a refusal with a way on", async () => {
  for (const error of [new TypeError("Failed to fetch"), new Error("An unexpected response was received")]) {
    expect(await answerOf(rejected(error))).toMatchObject({
      status: "failed",
      error: { message: "The panel does not answer", fix: expect.stringContaining("Try again") },
    });
  }
});

it.each([() => redirect("/sign-in"), () => notFound()])(
  "lets the router's own errors pass",
  async (throws) => {
    const action = async (): Promise<ActionState<string>> => throws();
    await expect(answerOf(action())).rejects.toThrow(/NEXT_/);
  },
);
