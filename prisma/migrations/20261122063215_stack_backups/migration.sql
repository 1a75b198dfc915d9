-- AlterTable
ALTER TABLE "Job" ADD COLUMN "backup" TEXT;

-- AlterTable
ALTER TABLE "Stack" ADD COLUMN "restoring" TEXT;

-- CreateTable
CREATE TABLE "StackBackup" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "stackId" TEXT NOT NULL,
    "stackName" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "createdBy" TEXT NOT NULL,
    "sizeBytes" BIGINT NOT NULL,
    "sha256" TEXT NOT NULL,
    "volumes" TEXT NOT NULL,
    "tookMs" INTEGER NOT NULL,
    "verifiedAt" DATETIME,
    "problem" TEXT,
    "keyId" TEXT NOT NULL,
    "nonce" BLOB NOT NULL,
    "sealed" BLOB NOT NULL
);

-- CreateIndex
CREATE INDEX "StackBackup_stackId_createdAt_idx" ON "StackBackup"("stackId", "createdAt");
