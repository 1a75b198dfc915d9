import { randomKillPart } from "@/e2e/soak/parts/random-kill";
import { testTenth } from "@/e2e/soak/test-tenth";

testTenth(randomKillPart);
