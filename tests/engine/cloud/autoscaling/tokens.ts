export const autoScalingGroupToken = "aws:autoscaling/group:Group";

export const lifecycleHookToken = "aws:autoscaling/lifecycleHook:LifecycleHook";
