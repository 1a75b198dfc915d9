import { cache } from "react";
import { routes } from "@/lib/api/contract/routes";
import { pageCall, requireOperator } from "@/lib/web/operator";

/** The stack that a page is about, asked for once a request; what is not there leads to the not-found page. */
export const readStack = cache(async (stack: string) => {
  const { worker } = await requireOperator();
  return pageCall(worker.call(routes["stacks.show"], { params: { stack: decodeURIComponent(stack) } }));
});
