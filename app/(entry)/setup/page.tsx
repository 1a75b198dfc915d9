import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SetupForm } from "@/components/account/setup-form";
import { Banner } from "@/components/feedback/banner";
import { NoticePage } from "@/components/shell/notice-page";
import { readSetupState } from "@/lib/web/setup-state";

export const metadata: Metadata = { title: "Create the owner" };

export default async function SetupPage() {
  const { needed, refusal } = await readSetupState();
  if (!needed && refusal === null) redirect("/sign-in");
  return (
    <NoticePage title="Create the owner" text="The owner may do everything, and is the only account so far.">
      {refusal === null ? (
        <SetupForm />
      ) : (
        <div className="mt-[22px]">
          <Banner state="failed" title="This panel must not be set up.">
            {refusal}
          </Banner>
        </div>
      )}
    </NoticePage>
  );
}
