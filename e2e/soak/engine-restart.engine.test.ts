import { engineRestartPart } from "@/e2e/soak/parts/engine-restart";
import { testTenth } from "@/e2e/soak/test-tenth";

testTenth(engineRestartPart);
