"""The roles of an office. What each may do is the matter of the actions; definitions only name them."""

ROLES = {
    "nguoi_lap_bieu": "Người lập biểu",
    "tong_hop": "Chuyên viên tổng hợp",
    "lanh_dao_van_phong": "Lãnh đạo Văn phòng",
    "chu_tich": "Chủ tịch",
    "quan_tri": "Quản trị",
    "xem": "Người xem",
}
