-- CreateTable
CREATE TABLE "Operator" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "nameKey" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "passwordHash" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Session" (
    "tokenHash" TEXT NOT NULL PRIMARY KEY,
    "operatorId" TEXT NOT NULL,
    "peer" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "lastSeenAt" DATETIME NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    CONSTRAINT "Session_operatorId_fkey" FOREIGN KEY ("operatorId") REFERENCES "Operator" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "SetupLink" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "tokenHash" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "expiresAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Stack" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "deployedRevision" INTEGER,
    "wanted" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "changedAt" DATETIME NOT NULL,
    "changedBy" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "Revision" (
    "stackId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "settings" TEXT NOT NULL,
    "access" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "createdBy" TEXT NOT NULL,

    PRIMARY KEY ("stackId", "number"),
    CONSTRAINT "Revision_stackId_fkey" FOREIGN KEY ("stackId") REFERENCES "Stack" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "SealedSecret" (
    "stackId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "sinceRevision" INTEGER NOT NULL,
    "keyId" TEXT NOT NULL,
    "nonce" BLOB NOT NULL,
    "sealed" BLOB NOT NULL,

    PRIMARY KEY ("stackId", "name", "sinceRevision"),
    CONSTRAINT "SealedSecret_stackId_fkey" FOREIGN KEY ("stackId") REFERENCES "Stack" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Job" (
    "number" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "id" TEXT NOT NULL,
    "verb" TEXT NOT NULL,
    "stackId" TEXT NOT NULL,
    "stackName" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "service" TEXT,
    "revision" INTEGER,
    "removeVolumes" TEXT NOT NULL,
    "startedBy" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "busyStackId" TEXT,
    "steps" TEXT NOT NULL,
    "error" TEXT,
    "cancelRequested" BOOLEAN NOT NULL,
    "fence" INTEGER NOT NULL,
    "holder" TEXT,
    "leaseUntil" DATETIME,
    "createdAt" DATETIME NOT NULL,
    "startedAt" DATETIME,
    "endedAt" DATETIME
);

-- CreateTable
CREATE TABLE "JobOutput" (
    "jobId" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "text" TEXT NOT NULL,

    PRIMARY KEY ("jobId", "seq"),
    CONSTRAINT "JobOutput_jobId_fkey" FOREIGN KEY ("jobId") REFERENCES "Job" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ProbeResult" (
    "stackId" TEXT NOT NULL,
    "probeId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "result" TEXT NOT NULL,

    PRIMARY KEY ("stackId", "probeId"),
    CONSTRAINT "ProbeResult_stackId_fkey" FOREIGN KEY ("stackId") REFERENCES "Stack" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "AuditEntry" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "at" DATETIME NOT NULL,
    "who" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "from" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "Meta" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "value" TEXT NOT NULL
);

-- CreateIndex
CREATE UNIQUE INDEX "Operator_nameKey_key" ON "Operator"("nameKey");

-- CreateIndex
CREATE INDEX "Session_operatorId_idx" ON "Session"("operatorId");

-- CreateIndex
CREATE UNIQUE INDEX "Stack_name_key" ON "Stack"("name");

-- CreateIndex
CREATE UNIQUE INDEX "Job_id_key" ON "Job"("id");

-- CreateIndex
CREATE UNIQUE INDEX "Job_busyStackId_key" ON "Job"("busyStackId");

-- CreateIndex
CREATE INDEX "Job_stackId_number_idx" ON "Job"("stackId", "number");
