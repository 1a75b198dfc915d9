-- AlterTable
ALTER TABLE "Stack" ADD COLUMN "restoredBy" TEXT;
