import { concurrentPart } from "@/e2e/soak/parts/concurrent";
import { testTenth } from "@/e2e/soak/test-tenth";

testTenth(concurrentPart);
