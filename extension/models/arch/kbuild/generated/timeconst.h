/* SPDX-License-Identifier: MIT */
/* What kernel/time/timeconst.bc makes of CONFIG_HZ=250, as fractions: 250 divides every unit, nothing else is used then. */
#define HZ_TO_MSEC_NUM 4
#define HZ_TO_MSEC_DEN 1
#define MSEC_TO_HZ_NUM 1
#define MSEC_TO_HZ_DEN 4
#define HZ_TO_USEC_NUM 4000
#define HZ_TO_USEC_DEN 1
#define USEC_TO_HZ_NUM 1
#define USEC_TO_HZ_DEN 4000
#define HZ_TO_NSEC_NUM 4000000
#define HZ_TO_NSEC_DEN 1
#define NSEC_TO_HZ_NUM 1
#define NSEC_TO_HZ_DEN 4000000
