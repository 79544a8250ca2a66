import { status, type handleUnaryCall, type ServiceError } from "@grpc/grpc-js";
import { messageOf } from "../failure";

/** Handlers that answer at once or fail with the error's message, which the SDK shows to the user. */
export function unaryWith(onError: (error: unknown) => void) {
  return <Request, Response>(answer: (request: Request) => Response): handleUnaryCall<Request, Response> =>
    (call, callback) => {
      try {
        callback(null, answer(call.request));
      } catch (error) {
        onError(error);
        const failure: Partial<ServiceError> = { code: status.UNKNOWN, details: messageOf(error) };
        callback(failure);
      }
    };
}
