import { supabaseNegativePart } from "@/e2e/soak/parts/supabase-negative";
import { testTenth } from "@/e2e/soak/test-tenth";

testTenth(supabaseNegativePart);
