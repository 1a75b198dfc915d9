import { keysPart } from "@/e2e/soak/parts/keys";
import { testTenth } from "@/e2e/soak/test-tenth";

testTenth(keysPart);
