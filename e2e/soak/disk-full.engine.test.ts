import { diskFullPart } from "@/e2e/soak/parts/disk-full";
import { testTenth } from "@/e2e/soak/test-tenth";

testTenth(diskFullPart);
