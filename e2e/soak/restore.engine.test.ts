import { restorePart } from "@/e2e/soak/parts/restore";
import { testTenth } from "@/e2e/soak/test-tenth";

testTenth(restorePart);
