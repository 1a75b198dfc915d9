import type { Metadata } from "next";
import type { ReactNode } from "react";
import { verifyToken } from "@/app/(panel)/keys/actions";
import { KeysFrame } from "@/components/keys/keys-frame";

export const metadata: Metadata = { title: "Keys" };

export default function KeysLayout({ children }: { readonly children: ReactNode }) {
  return <KeysFrame verify={verifyToken}>{children}</KeysFrame>;
}
