import { hostilePart } from "@/e2e/soak/parts/hostile";
import { testTenth } from "@/e2e/soak/test-tenth";

testTenth(hostilePart);
