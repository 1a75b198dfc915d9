import { setupRacePart } from "@/e2e/soak/parts/setup-race";
import { testTenth } from "@/e2e/soak/test-tenth";

testTenth(setupRacePart);
