/** The engine's refusal as an error with the field `statusCode`, the form in which dockerode throws it too. */
export function refusal(statusCode: number, body: string): Error {
  return Object.assign(new Error(messageIn(body)), { statusCode });
}

/** Errors come as `{"message": …}`; a proxy before the engine may write anything. */
function messageIn(body: string): string {
  try {
    const answer: unknown = JSON.parse(body);
    if (typeof answer === "object" && answer !== null && "message" in answer) return String(answer.message);
  } catch {
    return body.trim();
  }
  return body.trim();
}
