export { deliverySchema } from "./delivery";
export { pipelineRelations } from "./delivery-relations";
