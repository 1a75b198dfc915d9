import { MemoryIdentityStore } from "@/lib/ports/fakes/memory-identity-store";
import { MemoryJobStore } from "@/lib/ports/fakes/memory-job-store";
import { MemoryStackStore } from "@/lib/ports/fakes/memory-stack-store";
import { identityStoreContract } from "@/lib/ports/identity-store.contract";
import { jobStoreContract } from "@/lib/ports/job-store.contract";
import { stackStoreContract } from "@/lib/ports/stack-store.contract";

stackStoreContract("memory", async () => {
  const store = new MemoryStackStore();
  return { store, audit: async () => store.audit };
});
jobStoreContract("memory", async () => new MemoryJobStore());
identityStoreContract("memory", async () => new MemoryIdentityStore(() => new Date("2026-03-01T10:00:00Z")));
