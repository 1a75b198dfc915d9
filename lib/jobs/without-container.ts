import { PanelError } from "@/lib/errors";

/** What a verb that makes no container says where there is none. @param names services, or the stack's own name */
export function withoutContainer(names: string): PanelError {
  return new PanelError("service-not-found", `No container is there of ${names}`, {
    fix: "Deploy the stack: that makes its containers",
  });
}
