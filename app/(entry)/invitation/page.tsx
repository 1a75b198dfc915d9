import type { Metadata } from "next";
import { lookAtInvitation } from "@/app/(entry)/invitation/actions";
import { InvitationForm } from "@/components/account/invitation-form";
import { NoticePage } from "@/components/shell/notice-page";

export const metadata: Metadata = { title: "Invitation" };

export default function InvitationPage() {
  return (
    <NoticePage title="Create your account">
      <InvitationForm look={lookAtInvitation} />
    </NoticePage>
  );
}
