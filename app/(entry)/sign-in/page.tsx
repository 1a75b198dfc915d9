import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { askPasskeyToSignIn } from "@/app/(entry)/sign-in/actions";
import { SignInForm } from "@/components/account/sign-in-form";
import { NoticePage } from "@/components/shell/notice-page";
import { offersPasskeys } from "@/lib/web/passkey-offer";
import { returnPath } from "@/lib/web/return-path";
import { readSetupState } from "@/lib/web/setup-state";

export const metadata: Metadata = { title: "Sign in" };

type Props = { readonly searchParams: Promise<{ readonly next?: string | string[] }> };

export default async function SignInPage({ searchParams }: Props) {
  const { needed, refusal } = await readSetupState();
  if (needed || refusal !== null) redirect("/setup");
  const { next } = await searchParams;
  return (
    <NoticePage title="Sign in">
      <SignInForm
        next={returnPath(typeof next === "string" ? next : null)}
        askPasskey={(await offersPasskeys()) ? askPasskeyToSignIn : null}
      />
    </NoticePage>
  );
}
