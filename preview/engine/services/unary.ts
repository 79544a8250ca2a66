import { status, type handleUnaryCall } from "@grpc/grpc-js";
import { messageOf } from "../../failure";

/** Handlers that answer or fail with the error's message, which the SDK shows to the user. */
export function unaryWith(onError: (error: unknown) => void) {
  return <Request, Response>(
      answer: (request: Request) => Response | Promise<Response>,
    ): handleUnaryCall<Request, Response> =>
    (call, callback) => {
      const fail = (error: unknown): void => {
        onError(error);
        callback({ code: status.UNKNOWN, details: messageOf(error) });
      };
      try {
        const response = answer(call.request);
        if (response instanceof Promise) {
          response.then((value: Response) => {
            callback(null, value);
          }, fail);
        } else callback(null, response);
      } catch (error) {
        fail(error);
      }
    };
}
