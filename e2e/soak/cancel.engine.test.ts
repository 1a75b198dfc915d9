import { cancelPart } from "@/e2e/soak/parts/cancel";
import { testTenth } from "@/e2e/soak/test-tenth";

testTenth(cancelPart);
