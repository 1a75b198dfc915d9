import { powerCutPart } from "@/e2e/soak/parts/power-cut";
import { testTenth } from "@/e2e/soak/test-tenth";

testTenth(powerCutPart);
