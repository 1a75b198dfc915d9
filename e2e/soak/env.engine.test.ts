import { envPart } from "@/e2e/soak/parts/env";
import { testTenth } from "@/e2e/soak/test-tenth";

testTenth(envPart);
