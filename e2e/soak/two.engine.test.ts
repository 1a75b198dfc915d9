import { twoPart } from "@/e2e/soak/parts/two";
import { testTenth } from "@/e2e/soak/test-tenth";

testTenth(twoPart);
