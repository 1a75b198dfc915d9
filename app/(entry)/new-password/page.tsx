import type { Metadata } from "next";
import { resetPassword } from "@/app/(entry)/new-password/actions";
import { NewPasswordForm } from "@/components/account/new-password-form";
import { NoticePage } from "@/components/shell/notice-page";

export const metadata: Metadata = { title: "New password" };

export default function NewPasswordPage() {
  return (
    <NoticePage title="Set a new password" text="It ends every session of yours that is open.">
      <NewPasswordForm reset={resetPassword} />
    </NoticePage>
  );
}
