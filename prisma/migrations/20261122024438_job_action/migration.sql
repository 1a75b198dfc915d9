-- AlterTable
ALTER TABLE "Job" ADD COLUMN "action" TEXT;
