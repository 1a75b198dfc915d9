import type { ReactNode } from "react";
import { BrandMark } from "@/components/shell/brand-mark";

export interface NoticePageProps {
  readonly title: string;
  readonly text?: ReactNode;
  readonly children?: ReactNode;
}

/** One column and nothing else: set-up, sign-in, a page that is not there, an error. */
export function NoticePage({ title, text, children }: NoticePageProps) {
  return (
    <main className="grid min-h-screen content-center justify-items-center px-5 py-8">
      <div className="w-full max-w-[360px]">
        <div className="mb-7 flex items-center gap-2.5 text-lg font-semibold tracking-[-0.015em]">
          <BrandMark size={24} />
          Slipway
        </div>
        <h1 className="text-xl font-semibold tracking-[-0.018em]">{title}</h1>
        {text && <p className="mt-1 text-ink-2">{text}</p>}
        {children}
      </div>
    </main>
  );
}
