import { redirect } from "next/navigation";

/** The list of stacks is the home page; this address is what somebody gets by shortening a stack's own. */
export default function StacksAddress() {
  redirect("/");
}
