-- CreateTable
CREATE TABLE "BackupPlan" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "settings" TEXT NOT NULL,
    "progress" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "Backup" (
    "place" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "sizeBytes" BIGINT NOT NULL,
    "withKey" BOOLEAN,
    "verifiedAt" DATETIME,
    "problem" TEXT,

    PRIMARY KEY ("place", "name")
);
