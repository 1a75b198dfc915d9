import { apiTokenStoreContract } from "@/lib/ports/api-token-store.contract";
import { MemoryApiTokenStore } from "@/lib/ports/fakes/memory-api-token-store";
import { MemoryIdentityStore } from "@/lib/ports/fakes/memory-identity-store";
import { MemoryJobStore } from "@/lib/ports/fakes/memory-job-store";
import { MemoryPasskeyStore } from "@/lib/ports/fakes/memory-passkey-store";
import { MemoryPeopleStore } from "@/lib/ports/fakes/memory-people-store";
import { MemorySecondFactorStore } from "@/lib/ports/fakes/memory-second-factor-store";
import { MemoryStackBackups } from "@/lib/ports/fakes/memory-stack-backups";
import { MemoryStackStore } from "@/lib/ports/fakes/memory-stack-store";
import { identityStoreContract } from "@/lib/ports/identity-store.contract";
import { jobStoreContract } from "@/lib/ports/job-store.contract";
import { passkeyStoreContract } from "@/lib/ports/passkey-store.contract";
import { peopleStoreContract } from "@/lib/ports/people-store.contract";
import { secondFactorStoreContract } from "@/lib/ports/second-factor-store.contract";
import { stackBackupStoreContract } from "@/lib/ports/stack-backup-store.contract";
import { stackStoreContract } from "@/lib/ports/stack-store.contract";

stackStoreContract("memory", async () => {
  const store = new MemoryStackStore();
  return { store, audit: async () => store.audit };
});
stackBackupStoreContract("memory", async () => {
  const [jobs, stacks] = [new MemoryJobStore(), new MemoryStackStore()];
  const store = new MemoryStackBackups(jobs, stacks);
  return { store, jobs, stacks, audit: async () => store.audit };
});
jobStoreContract("memory", async () => new MemoryJobStore());
const now = () => new Date("2026-03-01T10:00:00Z");
identityStoreContract("memory", async () => new MemoryIdentityStore(now));
peopleStoreContract("memory", async () => {
  const identity = new MemoryIdentityStore(now);
  return { identity, people: new MemoryPeopleStore(identity, now), audit: async () => identity.audit };
});
apiTokenStoreContract("memory", async () => {
  const identity = new MemoryIdentityStore(now);
  const people = new MemoryPeopleStore(identity, now);
  return { identity, people, tokens: new MemoryApiTokenStore(identity), audit: async () => identity.audit };
});
passkeyStoreContract("memory", async () => {
  const identity = new MemoryIdentityStore(now);
  return { identity, passkeys: new MemoryPasskeyStore(identity, now), audit: async () => identity.audit };
});
secondFactorStoreContract("memory", async () => {
  const identity = new MemoryIdentityStore(now);
  return { identity, factors: new MemorySecondFactorStore(identity, now), audit: async () => identity.audit };
});
