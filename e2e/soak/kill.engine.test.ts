import { killPart } from "@/e2e/soak/parts/kill";
import { testTenth } from "@/e2e/soak/test-tenth";

testTenth(killPart);
