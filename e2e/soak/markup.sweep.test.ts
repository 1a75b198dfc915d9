import { markupPart } from "@/e2e/soak/parts/markup";
import { testTenth } from "@/e2e/soak/test-tenth";

testTenth(markupPart);
