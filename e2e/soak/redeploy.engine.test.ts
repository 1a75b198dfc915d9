import { redeployPart } from "@/e2e/soak/parts/redeploy";
import { testTenth } from "@/e2e/soak/test-tenth";

testTenth(redeployPart);
