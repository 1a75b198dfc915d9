import type { Metadata } from "next";
import { ComeBack } from "@/components/account/come-back";
import { NoticePage } from "@/components/shell/notice-page";

export const metadata: Metadata = { title: "Not answering" };

/** What the server shows in place of any page while the worker does not answer. */
export default function UnavailablePage() {
  return (
    <NoticePage
      title="Slipway's worker does not answer"
      text="It is the part that talks to Docker. Your stacks run without it: nothing has been stopped."
    >
      <ComeBack />
    </NoticePage>
  );
}
