import { hungPart } from "@/e2e/soak/parts/hung";
import { testTenth } from "@/e2e/soak/test-tenth";

testTenth(hungPart);
