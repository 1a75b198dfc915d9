-- CreateTable
CREATE TABLE "KnownAddress" (
    "operatorId" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "lastAt" DATETIME NOT NULL,

    PRIMARY KEY ("operatorId", "address"),
    CONSTRAINT "KnownAddress_operatorId_fkey" FOREIGN KEY ("operatorId") REFERENCES "Operator" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Session" (
    "tokenHash" TEXT NOT NULL PRIMARY KEY,
    "operatorId" TEXT NOT NULL,
    "peer" TEXT NOT NULL,
    "browser" TEXT NOT NULL DEFAULT '',
    "createdAt" DATETIME NOT NULL,
    "lastSeenAt" DATETIME NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    CONSTRAINT "Session_operatorId_fkey" FOREIGN KEY ("operatorId") REFERENCES "Operator" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "new_Session" ("createdAt", "expiresAt", "lastSeenAt", "operatorId", "peer", "tokenHash") SELECT "createdAt", "expiresAt", "lastSeenAt", "operatorId", "peer", "tokenHash" FROM "Session";
DROP TABLE "Session";
ALTER TABLE "new_Session" RENAME TO "Session";
CREATE INDEX "Session_operatorId_idx" ON "Session"("operatorId");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
