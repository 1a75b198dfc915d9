import type { Metadata } from "next";
import { NoticePage } from "@/components/shell/notice-page";
import { ButtonLink } from "@/components/ui/button";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <NoticePage
      title="There is nothing here"
      text="The address is wrong, or what it named has been removed since."
    >
      <ButtonLink href="/" variant="primary" size="field" className="mt-5">
        Go to the stacks
      </ButtonLink>
    </NoticePage>
  );
}
