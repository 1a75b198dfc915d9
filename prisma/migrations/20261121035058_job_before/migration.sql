-- AlterTable
ALTER TABLE "Job" ADD COLUMN "before" TEXT;
