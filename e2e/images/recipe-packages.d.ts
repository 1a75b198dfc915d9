/** What only recipes install, inside of their images. */
declare module "@supabase/lite";
declare module "@supabase/lite/postgres";
declare module "bcryptjs";
declare module "postgres";
declare module "ws";
