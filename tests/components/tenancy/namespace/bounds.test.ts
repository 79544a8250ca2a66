import assert from "node:assert/strict";
import { boundsProblems } from "../../../../components/tenancy/namespace/bounds";

describe("the bounds of a namespace", () => {
  it("are good as they are by default", () => {
    assert.deepEqual(boundsProblems(), []);
  });

  for (const { what, quota = {}, container = {}, problems } of [
    {
      what: "a unit that Kubernetes does not know",
      quota: { requestsMemory: "8GB" },
      problems: [
        {
          path: ["quota", "requestsMemory"],
          message: '"8GB" is no quantity that Kubernetes can parse; write, for example, "8Gi".',
        },
      ],
    },
    {
      what: "CPU in words",
      quota: { requestsCpu: "4 cores" },
      problems: [
        {
          path: ["quota", "requestsCpu"],
          message: '"4 cores" is no quantity that Kubernetes can parse; write, for example, "500m".',
        },
      ],
    },
    {
      what: "a part of a pod",
      quota: { pods: "2500m" },
      problems: [{ path: ["quota", "pods"], message: '"2500m" is a part of one; write a whole number.' }],
    },
    {
      what: "memory in thousandths of a byte",
      container: { limitsMemory: "256m" },
      problems: [
        {
          path: ["containerDefaults", "limitsMemory"],
          message: '"256m" is less than a mebibyte; write a unit of bytes, such as "512Mi".',
        },
      ],
    },
    {
      what: "limits below requests, of containers and of the whole",
      quota: { requestsMemory: "32Gi" },
      container: { requestsMemory: "512Mi" },
      problems: [
        {
          path: ["containerDefaults", "limitsMemory"],
          message: '"256Mi" is less than "512Mi" of "containerDefaults.requestsMemory"; write "512Mi" or more.',
        },
        {
          path: ["quota", "limitsMemory"],
          message: '"16Gi" is less than "32Gi" of "quota.requestsMemory"; write "32Gi" or more.',
        },
      ],
    },
    {
      what: "a whole that not one container fits into",
      quota: { requestsCpu: "50m" },
      problems: [
        {
          path: ["quota", "requestsCpu"],
          message: '"50m" is less than "100m" of "containerDefaults.requestsCpu"; write "100m" or more.',
        },
      ],
    },
  ])
    it(`cannot have ${what}`, () => {
      assert.deepEqual(boundsProblems(quota, container), problems);
    });
});
