-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Invitation" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "tokenHash" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "createdBy" TEXT NOT NULL,
    "creatorId" TEXT,
    "createdAt" DATETIME NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    CONSTRAINT "Invitation_creatorId_fkey" FOREIGN KEY ("creatorId") REFERENCES "Operator" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
-- Whoever is an owner by that name made it; an invitation by somebody who is none any more ends here.
INSERT INTO "new_Invitation" ("createdAt", "createdBy", "creatorId", "expiresAt", "id", "note", "role", "tokenHash")
SELECT "createdAt", "createdBy", (SELECT "Operator"."id" FROM "Operator" WHERE "Operator"."name" = "Invitation"."createdBy" AND "Operator"."role" = 'owner'), "expiresAt", "id", "note", "role", "tokenHash" FROM "Invitation"
WHERE "createdBy" = 'local' OR "createdBy" IN (SELECT "name" FROM "Operator" WHERE "role" = 'owner');
DROP TABLE "Invitation";
ALTER TABLE "new_Invitation" RENAME TO "Invitation";
CREATE UNIQUE INDEX "Invitation_tokenHash_key" ON "Invitation"("tokenHash");
CREATE INDEX "Invitation_creatorId_idx" ON "Invitation"("creatorId");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
