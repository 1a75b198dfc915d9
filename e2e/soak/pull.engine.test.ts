import { pullPart } from "@/e2e/soak/parts/pull";
import { testTenth } from "@/e2e/soak/test-tenth";

testTenth(pullPart);
