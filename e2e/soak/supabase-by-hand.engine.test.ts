import { supabaseByHandPart } from "@/e2e/soak/parts/supabase-by-hand";
import { testTenth } from "@/e2e/soak/test-tenth";

testTenth(supabaseByHandPart);
