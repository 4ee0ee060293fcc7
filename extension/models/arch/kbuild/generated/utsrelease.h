/* SPDX-License-Identifier: MIT */
#define UTS_RELEASE "kapi-replay"
