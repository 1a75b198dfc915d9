import { supabaseImportPart } from "@/e2e/soak/parts/supabase-import";
import { testTenth } from "@/e2e/soak/test-tenth";

testTenth(supabaseImportPart);
